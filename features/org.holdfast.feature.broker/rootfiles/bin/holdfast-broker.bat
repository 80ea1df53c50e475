@rem SPDX-License-Identifier: EPL-2.0
@rem holdfast-broker [--bind ADDRESS] [--port PORT] [--only ID]...: becomes a broker; logs to the console.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "INSTALL=%%~fI"
call "%INSTALL%\lib\java.bat" || exit /b 1
set "JARS="
for /f "usebackq delims=" %%B in ("%INSTALL%\lib\broker.bundles") do for %%J in ("%INSTALL%\plugins\%%B_*.jar") do call :add "%%~J"
"%JAVA%" -Xmx64m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:+ExitOnOutOfMemoryError "-Dlogback.configurationFile=%INSTALL%\etc\broker-logback.xml" %HOLDFAST_BROKER_OPTS% -cp "%JARS%" org.holdfast.broker.main.Main %*
exit /b %ERRORLEVEL%

:add
if defined JARS (set "JARS=%JARS%;%~1") else set "JARS=%~1"
exit /b 0
