<#-- Runs that were started with a person's token. -->
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["run", "agent", "environment", "depth"] in parts>

<@parts.page msg("agentsManageLineage")>
  <p class="lead">${msg("agentsManageStartedWith")}</p>
  <@parts.runs runs mayManage msg("agentsManageRuns")/>
</@parts.page>
