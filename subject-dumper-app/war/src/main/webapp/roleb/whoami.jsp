<%@ page contentType="text/html;charset=UTF-8" session="false" %>
<%@ include file="/WEB-INF/pages/whoami.jspf" %>
