<%@ page contentType="text/html;charset=UTF-8" session="false" isErrorPage="true" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<%@ taglib prefix="ui" tagdir="/WEB-INF/tags" %>
<ui:page title="${view.reason()}">
  <section>
    <dl>
      <dt>Status</dt><dd>${d:text(view.status())}</dd>
      <dt>Caller</dt><dd><ui:value of="${view.name()}"/></dd>
    </dl>
  </section>
</ui:page>
