<#-- Preparing a realm: what is missing, what would change, and the button. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#import "agents-manage-steps.ftl" as steps>
<#assign terms = ["agent", "flow", "attester", "owner", "receiver", "scope"] in parts>

<@parts.page msg("agentsManageSetup")>
  <#if done?has_content><p class="lead" role="status">${msg("agentsManageSetup_" + done)}</p></#if>
  <p class="lead">${msg("agentsManageMissing", missing)}</p>

  <h2>${msg("agentsManagePlan")}</h2>
  <#if plan?has_content>
    <p>${msg("agentsManagePlanExplained")}</p>
    <@steps.steps plan/>
    <#if mayManage>
      <form method="post" action="${action}">
        <input type="hidden" name="stateChecker" value="${stateChecker}">
        <p class="actions"><button type="submit" class="main">${msg("agentsManagePrepare")}</button></p>
      </form>
    <#else>
      <p>${msg("agentsManageOnlyLook")}</p>
    </#if>
  <#else>
    <p>${msg("agentsManagePlanNothing")}</p>
  </#if>
  <#if undoable><p><a href="${undo}">${msg("agentsManageUndo")}</a></p></#if>

  <h2>${msg("agentsManageChecks")}</h2>
  <ol class="checks">
    <#list checks as check>
      <li class="check check-${check.state()}">
        <p><span class="state state-${check.state()}">${msg("agentsManageCheckState_" + check.state())}</span> <strong>${msg("agentsManageCheck_" + check.key())}</strong></p>
        <p>${msg("agentsManageCheckHelp_" + check.key())}</p>
        <#if check.details()?has_content><ul><#list check.details() as detail><li><bdi>${detail}</bdi></li></#list></ul></#if>
        <#if check.state() != "ok"><p>${msg("agentsManageCheckFix_" + check.key())}<#if check.href()?has_content> <a href="${check.href()}">${msg("agentsManageInConsole")}</a></#if></p></#if>
      </li>
    </#list>
  </ol>
</@parts.page>
