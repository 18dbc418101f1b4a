<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ attribute name="of" required="true" type="java.util.List" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<%@ taglib prefix="ui" tagdir="/WEB-INF/tags" %>
<h3>${d:text(title)}</h3>
<d:when test="${empty of}"><p class="none">none</p></d:when>
<d:each items="${of}" var="credential">
  <div class="credential">
    <p><code>${d:text(credential.className())}</code></p>
    <d:when test="${not empty credential.entries()}">
      <div class="wide">
        <table class="stack">
          <tbody>
            <d:each items="${credential.entries()}" var="entry">
              <tr><th scope="row">${d:text(entry.key())}</th><td><ui:value of="${entry.value()}" masked="${entry.masked()}"/></td></tr>
            </d:each>
          </tbody>
        </table>
      </div>
    </d:when>
  </div>
</d:each>
