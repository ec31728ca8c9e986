<#-- After a stop: what did happen, and who has been told. -->
<#import "agents-my-layout.ftl" as layout>

<@layout.page msg("agentsMyStoppedTitle")>
  <#if (count > 0)>
    <p class="lead" role="status">${msg("agentsMyStoppedCount", count)} <@layout.names agents/></p>
  <#else>
    <p class="lead" role="status">${msg("agentsMyStoppedMany")}</p>
  </#if>
  <p>${msg("agentsMyStoppedForGood")}</p>
  <#if told?has_content>
    <h2>${msg("agentsMyTold")}</h2>
    <dl class="told">
      <#list told as one><div><dt><bdi>${one.api()}</bdi></dt><dd>${msg(one.how())}</dd></div></#list>
    </dl>
  </#if>
  <#if told?has_content || count == 0><p><a href="${here}">${msg("agentsMyReadAgain")}</a></p></#if>
  <p><a href="${home}">${msg("agentsMyBack")}</a></p>
</@layout.page>
