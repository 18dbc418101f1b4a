[description]
Signet for every web application of this environment.

[environment]
ee10

[tags]
security

[depend]
ee10-jaspi
ee10-jaspi-default-auth-config-factory

[lib]
lib/signet/*.jar

[ini]
jetty.deploy.defaultContextHandlerClass=dev.signet.jetty.Ee10WebAppContext
