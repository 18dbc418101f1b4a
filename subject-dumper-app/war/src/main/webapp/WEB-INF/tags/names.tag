<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="of" required="true" type="java.util.List" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<d:when test="${empty of}"><span class="none">none</span></d:when>
<d:when test="${not empty of}"><ul class="names"><d:each items="${of}" var="name"><li>${d:text(name)}</li></d:each></ul></d:when>
