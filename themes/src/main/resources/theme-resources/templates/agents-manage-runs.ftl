<#-- The runs of a realm that match. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["run", "agent", "environment", "depth", "token"] in parts>

<@parts.page msg("agentsManageRuns")>
  <p class="lead">${msg("agentsManageRunsExplained")}</p>
  <form method="get" action="${action}" class="filter">
    <p>
      <label for="state">${msg("agentsManageState")}</label>
      <select id="state" name="state">
        <option value="">${msg("agentsManageAny")}</option>
        <#list states as each><option value="${each}"<#if each == state> selected</#if>>${msg("agentsManageState_" + each)}</option></#list>
      </select>
    </p>
    <p><label for="client">${msg("agentsManageClientId")}</label> <input id="client" name="client" value="${client}" maxlength="255"></p>
    <p><label for="person">${msg("agentsManagePersonFilter")}</label> <input id="person" name="person" value="${who}" maxlength="255"></p>
    <p><label for="environment">${msg("agentsManage_environment")}</label> <input id="environment" name="environment" value="${environment}" maxlength="255"></p>
    <p><button type="submit">${msg("agentsManageFilter")}</button></p>
  </form>
  <@parts.runs runs mayManage msg("agentsManageRuns")/>
  <@layout.turn newer older/>
  <h2>${msg("agentsManageLineage")}</h2>
  <form method="get" action="${lineage}" class="filter">
    <p><label for="token">${msg("agentsManageTokenId")}</label> <input id="token" name="token" maxlength="255" required></p>
    <p><button type="submit">${msg("agentsManageFind")}</button></p>
  </form>
</@parts.page>
