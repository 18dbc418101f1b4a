[description]
Signet for every web application of this environment.

[environment]
ee11

[tags]
security

[depend]
ee11-jaspi
ee11-jaspi-default-auth-config-factory

[lib]
lib/signet/*.jar

[ini]
jetty.deploy.defaultContextHandlerClass=dev.signet.jetty.Ee11WebAppContext
