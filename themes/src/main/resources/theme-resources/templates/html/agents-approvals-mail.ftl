<#-- To who decides. The link opens a page; it decides nothing. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${words("agentsApprovalsMailHello", reader)}</p>
<p>${words("agentsApprovalsMailAsks", agent)}</p>
<ul><#list asks as ask><li><bdi>${ask}</bdi></li></#list></ul>
<p><#if forWhom?has_content>${words("agentsApprovalsMailForWhom", forWhom)}<#else>${words("agentsApprovalsMailForYou")}</#if></p>
<#if goal?has_content><p>${words("agentsApprovalsMailWhy", goal)}</p></#if>
<p>${words("agentsApprovalsMailUntil", until)}</p>
<p>${words("agentsApprovalsMailLink")}</p>
<p><a href="${link}">${words("agentsApprovalsMailOpen")}</a></p>
<p>${words("agentsApprovalsMailUnknown")}</p>
</@layout.emailLayout>
