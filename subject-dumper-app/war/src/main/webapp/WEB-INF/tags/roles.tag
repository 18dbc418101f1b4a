<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="of" required="true" type="java.util.Map" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<section>
  <h2>Roles</h2>
  <ul class="roles">
    <d:each items="${of.entrySet()}" var="role">
      <li class="${d:text(role.value ? 'yes' : 'no')}"><span>${d:text(role.key)}</span> <b>${d:text(role.value ? 'yes' : 'no')}</b></li>
    </d:each>
  </ul>
</section>
