<#-- Before a preparation is taken back: what will happen. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#import "agents-manage-steps.ftl" as steps>
<#assign terms = ["agent", "flow", "scope"] in parts>

<@parts.page msg("agentsManageUndo")>
  <p class="lead">${msg("agentsManageUndoExplained")}</p>
  <#if plan?has_content>
    <@steps.steps plan/>
    <#if mayManage>
      <form method="post" action="${action}">
        <input type="hidden" name="stateChecker" value="${stateChecker}">
        <div class="actions">
          <button type="submit" class="danger">${msg("agentsManageUndoNow")}</button>
          <a class="button" href="${back}">${msg("agentsMyKeep")}</a>
        </div>
      </form>
    <#else>
      <p>${msg("agentsManageOnlyLook")}</p>
    </#if>
  <#else>
    <p>${msg("agentsManagePlanNothing")}</p>
  </#if>
</@parts.page>
