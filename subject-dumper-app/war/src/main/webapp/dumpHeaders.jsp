<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<%@ taglib prefix="ui" tagdir="/WEB-INF/tags" %>
<ui:page title="Request headers">
  <section>
    <h2>Received with this request</h2>
    <div class="wide">
      <table class="stack">
        <thead><tr><th scope="col">Header</th><th scope="col">Value</th></tr></thead>
        <tbody>
          <d:each items="${view.headers()}" var="line">
            <tr>
              <th scope="row">${d:text(line.name())}</th>
              <td><ui:value of="${line.value()}" masked="${line.masked()}"/></td>
            </tr>
          </d:each>
        </tbody>
      </table>
    </div>
    <p class="note">Tokens, cookies and passwords are counted, not shown.</p>
  </section>
</ui:page>
