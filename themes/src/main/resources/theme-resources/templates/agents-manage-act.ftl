<#-- Before something is stopped, suspended or resumed: what will happen. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["run", "agent", "api", "receiver", "signal"] in parts>

<@parts.page msg(question)>
  <p class="lead"><strong><bdi>${what}</bdi></strong></p>
  <h2>${msg("agentsMyWillHappen")}</h2>
  <#if counts.runs() == 0 && act == "stop">
    <p>${msg("agentsManageNothingRuns")}</p>
  <#else>
    <p>${msg("agentsManageWill_" + act, counts.runs())}</p>
    <dl>
      <div><dt>${msg("agentsManageImpactAgents")}</dt><dd><@parts.some agents counts.agents()/></dd></div>
      <div><dt>${msg("agentsManageImpactPeople")}</dt><dd><@parts.some people counts.people()/></dd></div>
      <div><dt>${msg("agentsManageImpactApis")}</dt><dd><@parts.some apis counts.audiences()/></dd></div>
      <#if act == "stop">
        <div><dt>${msg("agentsManageImpactReceivers")}</dt><dd><@parts.some receivers counts.receivers()/></dd></div>
        <div><dt>${msg("agentsManageImpactSignals")}</dt><dd>${counts.signals()}<#if !exact> ${msg("agentsManageAtMost")}</#if></dd></div>
      </#if>
    </dl>
    <ul>
      <li>${msg("agentsManageThen_" + act)}</li>
      <#if act == "stop"><li>${msg("agentsManageStopTells")}</li><#else><li>${msg("agentsManageHoldTellsNobody")}</li></#if>
      <#if act == "stop" && kind != "run"><li>${msg("agentsManageStopNotBarred_" + kind)}</li></#if>
    </ul>
    <#if mayManage>
      <form method="post" action="${action}">
        <input type="hidden" name="stateChecker" value="${stateChecker}">
        <p><label for="reason">${msg("agentsManageReason")}</label></p>
        <p><textarea id="reason" name="reason" rows="2" maxlength="1024" aria-describedby="reason-help"></textarea></p>
        <p id="reason-help" class="exact">${msg("agentsManageReasonHelp")}</p>
        <div class="actions">
          <button type="submit"<#if act != "resume"> class="danger"</#if>>${msg("agentsManageDo_" + act)}</button>
          <a class="button" href="${back}">${msg("agentsMyKeep")}</a>
        </div>
      </form>
    <#else>
      <p>${msg("agentsManageOnlyLook")}</p>
    </#if>
  </#if>
  <p><a href="${back}">${msg("agentsManageBackHere")}</a></p>
</@parts.page>
