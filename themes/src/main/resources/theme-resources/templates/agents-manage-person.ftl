<#-- What runs, and has run, for one person. -->
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["run", "agent", "environment", "depth"] in parts>

<@parts.page msg("agentsManagePerson")>
  <p class="lead"><strong><bdi>${who}</bdi></strong></p>
  <p class="actions"><a class="button<#if mayManage> danger</#if>" href="${stop}"><#if mayManage>${msg("agentsManageStopPerson")}<#else>${msg("agentsManageWouldHit")}</#if></a></p>
  <@parts.runs runs mayManage msg("agentsManageRuns")/>
  <p><a href="${all}">${msg("agentsManageAllRuns")}</a></p>
</@parts.page>
