@rem SPDX-License-Identifier: EPL-2.0
@rem holdfast-node [--console] HOME: becomes the node of HOME, in the foreground. `holdfast start` runs this.
@rem --console logs to the console instead of HOME\log. HOLDFAST_NODE_OPTS adds options for the JVM.
@echo off
setlocal EnableExtensions DisableDelayedExpansion
set "LOG=FILE"
if "%~1"=="--console" (
    set "LOG=CONSOLE"
    shift
)
if "%~1"=="" (
    >&2 echo usage: holdfast-node [--console] HOME
    exit /b 2
)
for %%I in ("%~dp0..") do set "INSTALL=%%~fI"
for %%I in ("%~1") do set "NODE_HOME=%%~fI"
call "%INSTALL%\lib\java.bat" || exit /b 1
rem Native libraries are unpacked there; a node that was killed leaves its own behind.
if exist "%NODE_HOME%\osgi\unpacked" rmdir /s /q "%NODE_HOME%\osgi\unpacked" 2>nul
for %%D in (osgi etc log) do if not exist "%NODE_HOME%\%%D" mkdir "%NODE_HOME%\%%D"

rem The framework remembers which bundles it runs; what it remembers of another or an older installation must go.
fc /b "%INSTALL%\configuration\config.ini" "%NODE_HOME%\osgi\config.ini" >nul 2>nul
if errorlevel 1 (
    rmdir /s /q "%NODE_HOME%\osgi"
    mkdir "%NODE_HOME%\osgi"
    copy /y "%INSTALL%\configuration\config.ini" "%NODE_HOME%\osgi\config.ini" >nul
)
if not exist "%NODE_HOME%\osgi\unpacked" mkdir "%NODE_HOME%\osgi\unpacked"
set "LOGGING=%INSTALL%\etc\logback.xml"
if exist "%NODE_HOME%\etc\logback.xml" set "LOGGING=%NODE_HOME%\etc\logback.xml"
for %%J in ("%INSTALL%\plugins\org.eclipse.osgi_*.jar") do set "FRAMEWORK=%%~J"
"%JAVA%" "@%INSTALL%\lib\node.options" %HOLDFAST_NODE_OPTS% "-Dholdfast.home=%NODE_HOME%" "-Dholdfast.install=%INSTALL%" "-Dholdfast.log=%LOG%" "-Dlogback.configurationFile=%LOGGING%" "-Dfelix.fileinstall.dir=%NODE_HOME%\etc" "-Djava.io.tmpdir=%NODE_HOME%\osgi\unpacked" -jar "%FRAMEWORK%" -configuration "%NODE_HOME%\osgi"
exit /b %ERRORLEVEL%
