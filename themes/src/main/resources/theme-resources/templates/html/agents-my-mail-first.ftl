<#-- An agent works for the reader for the first time. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${words("agentsMyMailFirst", agent)}</p>
<ul>
<#if goal?has_content><li>${words("agentsMyMailGoal")} <bdi>${goal}</bdi></li></#if>
<#if may?has_content><li>${words("agentsMyMailMay")} <bdi>${may}</bdi></li></#if>
<li>${words("agentsMyMailUntil")} ${until}</li>
</ul>
<p>${words("agentsMyMailStop")} <a href="${page}">${words("agentsMyTitle")}</a></p>
<p>${words("agentsMyMailNoMore")} <a href="${settings}">${words("agentsMySettings")}</a></p>
</@layout.emailLayout>
