<%@ tag pageEncoding="UTF-8" trimDirectiveWhitespaces="true" %>
<%@ attribute name="title" required="true" %>
<%@ taglib prefix="d" uri="/WEB-INF/dumper.tld" %>
<!DOCTYPE html>
<html lang="en">
<head>
  <meta charset="UTF-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <title>${d:text(title)} - SubjectDumper</title>
  <link rel="icon" href="${d:text(root)}icon.svg" type="image/svg+xml">
  <link rel="stylesheet" href="${d:text(root)}style.css">
</head>
<body>
<header>
  <a class="home" href="${d:text(root)}index.jsp">SubjectDumper</a>
  <nav aria-label="Pages">
    <a href="${d:text(root)}dumpHeaders.jsp">headers</a>
    <a href="${d:text(root)}dump.jsp">dump</a>
    <a href="${d:text(root)}whoami.jsp">whoami</a>
    <a href="${d:text(root)}rolea/dump.jsp">rolea/dump</a>
    <a href="${d:text(root)}rolea/whoami.jsp">rolea/whoami</a>
    <a href="${d:text(root)}roleb/dump.jsp">roleb/dump</a>
    <a href="${d:text(root)}roleb/whoami.jsp">roleb/whoami</a>
  </nav>
</header>
<main>
<h1>${d:text(title)}</h1>
<jsp:doBody/>
</main>
</body>
</html>
