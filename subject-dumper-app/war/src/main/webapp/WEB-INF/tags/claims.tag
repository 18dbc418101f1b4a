<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="rows" required="true" type="java.util.List" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<%@ taglib prefix="ui" tagdir="/WEB-INF/tags" %>
<table class="claims stack">
  <tbody>
    <d:each items="${rows}" var="row">
      <tr>
        <th scope="row">${d:text(row.name())}</th>
        <td class="type">${d:text(row.type())}</td>
        <td>
          <d:when test="${empty row.children()}"><ui:value of="${row.text()}"/></d:when>
          <d:when test="${not empty row.children()}"><ui:claims rows="${row.children()}"/></d:when>
        </td>
      </tr>
    </d:each>
  </tbody>
</table>
