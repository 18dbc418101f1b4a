<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="of" required="true" type="java.lang.Object" %>
<%@ attribute name="masked" type="java.lang.Boolean" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<d:when test="${of == null}"><span class="none">none</span></d:when>
<d:when test="${of != null and masked}"><span class="masked">${d:text(of)}</span></d:when>
<d:when test="${of != null and not masked}">${d:text(of)}</d:when>
