<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<%@ taglib prefix="ui" tagdir="/WEB-INF/tags" %>
<ui:page title="SubjectDumper">
  <section>
    <h2>Pages</h2>
    <p>Each page shows the caller as the container knows them. With <code>Accept: application/json</code>, or with
      <code>?format=json</code>, the answer is JSON.</p>
    <div class="wide">
      <table>
        <thead><tr><th scope="col">Page</th><th scope="col">For</th><th scope="col">Shows</th></tr></thead>
        <tbody>
          <tr><th scope="row"><a href="dumpHeaders.jsp">/dumpHeaders.jsp</a></th><td>everyone</td><td>the HTTP headers received</td></tr>
          <tr><th scope="row"><a href="dump.jsp">/dump.jsp</a></th><td>role all</td><td>the whole Subject</td></tr>
          <tr><th scope="row"><a href="whoami.jsp">/whoami.jsp</a></th><td>role all</td><td>the caller, in short</td></tr>
          <tr><th scope="row"><a href="rolea/dump.jsp">/rolea/dump.jsp</a></th><td>role RoleA</td><td>as /dump.jsp</td></tr>
          <tr><th scope="row"><a href="rolea/whoami.jsp">/rolea/whoami.jsp</a></th><td>role RoleA</td><td>as /whoami.jsp</td></tr>
          <tr><th scope="row"><a href="roleb/dump.jsp">/roleb/dump.jsp</a></th><td>role RoleB</td><td>as /dump.jsp</td></tr>
          <tr><th scope="row"><a href="roleb/whoami.jsp">/roleb/whoami.jsp</a></th><td>role RoleB</td><td>as /whoami.jsp</td></tr>
        </tbody>
      </table>
    </div>
  </section>
</ui:page>
