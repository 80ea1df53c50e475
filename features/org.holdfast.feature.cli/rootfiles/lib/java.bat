@rem SPDX-License-Identifier: EPL-2.0
@rem Called by the scripts in bin. Sets JAVA to a Java that is new enough, or says what is missing and returns 1.
@echo off
set "NEEDED=25"
set "JAVA="
set "SEEN="
if defined HOLDFAST_JAVA (
    call :try "%HOLDFAST_JAVA%"
    goto :decide
)
if defined JAVA_HOME call :try "%JAVA_HOME%"
call :try "%INSTALL%\jre"
for /d %%D in ("%ProgramFiles%\Eclipse Adoptium\*" "%ProgramFiles%\Java\*" "%ProgramFiles%\Microsoft\jdk*") do call :try "%%~D"
for /f "delims=" %%J in ('where java 2^>nul') do call :try "%%~dpJ.."
:decide
if defined JAVA exit /b 0
>&2 echo holdfast: Java %NEEDED% or later is needed. Found:%SEEN% (JDK_TOO_OLD)
>&2 echo Looked at HOLDFAST_JAVA, JAVA_HOME, Program Files and PATH. Install it, or set HOLDFAST_JAVA to the folder it is in.
exit /b 1

:try
if defined JAVA exit /b 0
if not exist "%~1\bin\java.exe" exit /b 0
if not exist "%~1\release" exit /b 0
set "RELEASE="
for /f "usebackq tokens=2 delims==." %%V in (`findstr /b "JAVA_VERSION=" "%~1\release"`) do set "RELEASE=%%~V"
if not defined RELEASE exit /b 0
set "RELEASE=%RELEASE:"=%"
if %RELEASE% GEQ %NEEDED% (
    set "JAVA=%~1\bin\java.exe"
) else (
    set "SEEN=%SEEN% Java %RELEASE% in %~1;"
)
exit /b 0
