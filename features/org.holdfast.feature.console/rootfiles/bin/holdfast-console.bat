@rem SPDX-License-Identifier: EPL-2.0
@rem holdfast-console [--home DIR]... [--remote HOST:PORT --pass FILE]... [--theme light|dark]: the desktop console.
@rem HOLDFAST_CONSOLE_OPTS adds options for the JVM.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
for %%I in ("%~dp0..") do set "INSTALL=%%~fI"
call "%INSTALL%\lib\java.bat" || exit /b 1
set "AREA=%LOCALAPPDATA%\Holdfast\console"
if not exist "%AREA%" mkdir "%AREA%"
rem What the framework remembers of an older installation, or of another one, must go.
echo %INSTALL%> "%AREA%\installation.new"
fc /b "%AREA%\installation.new" "%AREA%\installation" >nul 2>nul && fc /b "%INSTALL%\configuration\config.ini" "%AREA%\config.ini" >nul 2>nul
if errorlevel 1 (
    rmdir /s /q "%AREA%"
    mkdir "%AREA%"
    copy /y "%INSTALL%\configuration\config.ini" "%AREA%\config.ini" >nul
    echo %INSTALL%> "%AREA%\installation"
)
for %%J in ("%INSTALL%\plugins\org.eclipse.equinox.launcher_*.jar") do set "FRAMEWORK=%%~J"
start "" "%JAVA:java.exe=javaw.exe%" "@%INSTALL%\lib\console.options" %HOLDFAST_CONSOLE_OPTS% "-Dosgi.install.area=%INSTALL%" -jar "%FRAMEWORK%" -install "%INSTALL%" -configuration "%AREA%" -data @none -nosplash %*
exit /b 0
