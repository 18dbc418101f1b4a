[description]
Signet for web applications whose context file sets its security handler.

[environment]
ee10

[tags]
security

[depend]
ee10-jaspi

[lib]
lib/signet/*.jar
