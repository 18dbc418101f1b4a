<%@ page contentType="text/html;charset=UTF-8" import="dev.signet.JwtPrincipal" trimDirectiveWhitespaces="true" %>
<% JwtPrincipal caller = (JwtPrincipal) request.getUserPrincipal(); %>
<!DOCTYPE html>
<html lang="en">
<head><title>Orders</title></head>
<body>
<%-- names come from the token; ids of users and groups are checked by no rule of HTML --%>
<p>Welcome, <%= escape(caller.getName()) %>.</p>
<p>Your groups: <%= escape(String.join(", ", caller.groups())) %>.</p>
<% if (request.isUserInRole("clerks")) { %>
<p>You may see everybody's orders.</p>
<% } %>
</body>
</html>
<%!
  private static String escape(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
  }
%>
