<#-- Somebody else stopped what an agent did for the reader. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${words("agentsMyMailStopped", agents)}</p>
<p>${why}</p>
<p>${words("agentsMyStoppedForGood")}</p>
<p>${words("agentsMyMailSee")} <a href="${page}">${words("agentsMyTitle")}</a></p>
<p>${words("agentsMyMailNoMore")} <a href="${settings}">${words("agentsMySettings")}</a></p>
</@layout.emailLayout>
