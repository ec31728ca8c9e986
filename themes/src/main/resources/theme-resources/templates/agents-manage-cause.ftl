<#-- The path of one revocation. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["cause", "run", "agent", "receiver", "signal"] in parts>

<@parts.page msg("agentsManageCauseTitle")>
  <p class="lead" role="status">${words} <@layout.time at/></p>
  <#if by?has_content><p>${msg("agentsManageDoneBy")} <bdi>${by}</bdi></p></#if>
  <#if reason?has_content><p>${msg("agentsManageReasonGiven")} <q><bdi>${reason}</bdi></q></p></#if>
  <p>${msg("agentsManageHitCount", runs)}<#if open> ${msg("agentsManageHitMore")}</#if> <a href="${all}">${msg("agentsManageAllRuns")}</a></p>
  <p>${msg("agentsManageToldCount", delivered, pending, dead)}</p>
  <@parts.following going live reload follow/>
  <@parts.drawing picture "path" msg("agentsManageCausePage") msg("agentsManagePathDrawn")/>

  <#if hits?has_content>
    <@parts.table msg("agentsManageHitTable")>
      <caption>${msg("agentsManageHitTable")}</caption>
      <thead><tr><th scope="col">${msg("agentsManage_agent")}</th><th scope="col">${msg("agentsManageState")}</th><th scope="col">${msg("agentsManageCount")}</th></tr></thead>
      <tbody>
        <#list hits as hit><tr><th scope="row"><bdi>${hit.label()}</bdi></th><td><@parts.state hit.state()/></td><td>${hit.count()}</td></tr></#list>
      </tbody>
    </@parts.table>
  </#if>
  <#if told?has_content>
    <@parts.table msg("agentsManageToldTable")>
      <caption>${msg("agentsManageToldTable")}</caption>
      <thead><tr><th scope="col">${msg("agentsManage_receiver")}</th><th scope="col">${msg("agentsManageState")}</th><th scope="col">${msg("agentsManageCount")}</th></tr></thead>
      <tbody>
        <#list told as one><tr><th scope="row"><bdi>${one.label()}</bdi></th><td><@parts.state one.state()/></td><td>${one.count()}</td></tr></#list>
      </tbody>
    </@parts.table>
  <#else>
    <p>${msg("agentsManageToldNobody")}</p>
  </#if>
</@parts.page>
