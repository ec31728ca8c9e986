<#-- The agents of a realm. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["agent", "run", "authority", "environment", "owner", "attested", "depth"] in parts>

<@parts.page msg("agentsManageAgents")>
  <p class="lead">${msg("agentsManageAgentsExplained")}</p>
  <form method="get" action="${action}" class="filter">
    <p><label for="owner">${msg("agentsManage_owner")}</label> <input id="owner" name="owner" value="${owner}" maxlength="255"></p>
    <p><input type="checkbox" id="owner_missing" name="owner_missing" value="true"<#if ownerMissing> checked</#if>> <label for="owner_missing">${msg("agentsManageOwnerMissingOnly")}</label></p>
    <p><button type="submit">${msg("agentsManageFilter")}</button></p>
  </form>
  <#if agents?has_content>
    <@parts.table msg("agentsManageAgents")>
      <thead>
        <tr>
          <th scope="col"><@parts.term "agent"/></th>
          <th scope="col"><@parts.term "authority"/></th>
          <th scope="col"><@parts.term "environment"/></th>
          <th scope="col"><@parts.term "owner"/></th>
          <th scope="col"><@parts.term "attested"/></th>
          <th scope="col">${msg("agentsManageLive")}</th>
          <th scope="col"><@parts.term "depth"/></th>
          <th scope="col">${msg("agentsManageActions")}</th>
        </tr>
      </thead>
      <tbody>
        <#list agents as agent>
          <tr>
            <th scope="row">
              <a href="${agent.href()}"><bdi>${agent.name()}</bdi></a>
              <#if agent.name() != agent.clientId()><span class="exact"><bdi>${agent.clientId()}</bdi></span></#if>
              <#if !agent.enabled()><span class="state">${msg("agentsManageOff")}</span></#if>
              <#if agent.problems()?has_content><span class="state state-dead">${msg("agentsManageProblems")}</span></#if>
            </th>
            <td>${msg("agentsManageAuthority_" + agent.authority())}</td>
            <td><bdi>${agent.environment()}</bdi>, ${msg("agentsManageLocality_" + agent.locality())}</td>
            <td><#if agent.owner()?has_content><bdi>${agent.owner()}</bdi><#elseif !agent.ownerMissing()>${msg("agentsManageOwnerPerson")}</#if><#if agent.ownerMissing()> <span class="state state-dead">${msg("agentsManageOwnerMissing")}</span></#if></td>
            <td><#if (agent.lastAttested())??><@layout.time agent.lastAttested()/><#else>${msg("agentsManageNever")}</#if></td>
            <td><a href="${agent.runs()}" aria-label="${msg("agentsManageRunningCount", agent.running())}">${agent.running()}</a><#if (agent.paused() > 0)>, ${msg("agentsManagePausedCount", agent.paused())}</#if></td>
            <td>${agent.depth()}</td>
            <td><#if (agent.running() + agent.paused() > 0)><@parts.stop agent.stop() mayManage agent.name()/></#if></td>
          </tr>
        </#list>
      </tbody>
    </@parts.table>
    <@layout.turn newer older/>
  <#else>
    <p>${msg("agentsManageAgentsNone")} <a href="${setup}">${msg("agentsManageSetup")}</a></p>
  </#if>
</@parts.page>
