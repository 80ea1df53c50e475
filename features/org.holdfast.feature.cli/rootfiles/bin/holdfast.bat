@rem SPDX-License-Identifier: EPL-2.0
@rem The holdfast command: plain Java without the framework. What only the node can do, it asks the node.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "INSTALL=%%~fI"
call "%INSTALL%\lib\java.bat" || exit /b 1
set "JARS="
for /f "usebackq delims=" %%B in ("%INSTALL%\lib\cli.bundles") do for %%J in ("%INSTALL%\lib\cli\%%B_*.jar" "%INSTALL%\plugins\%%B_*.jar") do call :add "%%~J"
set "ARCHIVE=%LOCALAPPDATA%\Holdfast\cli.jsa"
if not exist "%LOCALAPPDATA%\Holdfast" mkdir "%LOCALAPPDATA%\Holdfast" 2>nul
"%JAVA%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xlog:disable -XX:+AutoCreateSharedArchive "-XX:SharedArchiveFile=%ARCHIVE%" --enable-native-access=ALL-UNNAMED "-Dholdfast.install=%INSTALL%" -cp "%JARS%" org.holdfast.cli.main.Main %*
exit /b %ERRORLEVEL%

:add
if defined JARS (set "JARS=%JARS%;%~1") else set "JARS=%~1"
exit /b 0
