#!/usr/bin/env bash
# Builds the application, starts it on Tomcat, asks it, and ends it.
cd "$(dirname "$0")" && . ../lib.sh
build jsp-tomcat
issuer
port=$(free_port)
tomcat jsp-tomcat "$port"
url=http://127.0.0.1:$port/
await "$url"
ask "as testuser" -H "jwt: $(token testuser customers)" "$url"
ask "as otheruser, a clerk" -H "jwt: $(token otheruser clerks)" "$url"
