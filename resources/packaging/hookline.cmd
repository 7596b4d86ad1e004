@echo off
rem The command line of the installed app. A batch file waits for a window program, and hands its exit code on.
"%~dp0..\Hookline.exe" %*
exit /b %ERRORLEVEL%
