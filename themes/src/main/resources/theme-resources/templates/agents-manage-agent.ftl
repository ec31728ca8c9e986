<#-- One agent. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-manage-parts.ftl" as parts>
<#assign terms = ["agent", "run", "authority", "environment", "owner", "attester", "attested", "depth"] in parts>

<@parts.page msg("agentsManage_agent")>
  <p class="lead"><strong><bdi>${agent.name()}</bdi></strong><#if !agent.enabled()> <span class="state">${msg("agentsManageOff")}</span></#if></p>
  <dl>
    <div><dt>${msg("agentsManageClientId")}</dt><dd><bdi>${agent.clientId()}</bdi></dd></div>
    <div><dt><@parts.term "authority"/></dt><dd>${msg("agentsManageAuthority_" + agent.authority())}: ${msg("agentsManageAuthorityHelp_" + agent.authority())}</dd></div>
    <div><dt><@parts.term "environment"/></dt><dd><bdi>${agent.environment()}</bdi>, ${msg("agentsManageLocality_" + agent.locality())}</dd></div>
    <div><dt><@parts.term "owner"/></dt><dd><#if agent.owner()?has_content><bdi>${agent.owner()}</bdi><#elseif !agent.ownerMissing()>${msg("agentsManageOwnerPerson")}</#if><#if agent.ownerMissing()> <span class="state state-dead">${msg("agentsManageOwnerMissing")}</span> ${msg("agentsManageOwnerMissingHelp")}</#if></dd></div>
    <div><dt><@parts.term "attester"/></dt><dd><@parts.names agent.attesters()/></dd></div>
    <div><dt><@parts.term "attested"/></dt><dd><#if (agent.lastAttested())??><@layout.time agent.lastAttested()/><#else>${msg("agentsManageNever")}</#if></dd></div>
    <div><dt><@parts.term "depth"/></dt><dd>${agent.depth()}</dd></div>
    <div><dt>${msg("agentsManageLive")}</dt><dd>${agent.running()}<#if (agent.paused() > 0)>, ${msg("agentsManagePausedCount", agent.paused())}</#if></dd></div>
    <#if agent.problems()?has_content>
      <div><dt>${msg("agentsManageProblems")}</dt><dd lang="en"><#list agent.problems() as problem><bdi>${problem}</bdi><#sep>; </#sep></#list></dd></div>
    </#if>
  </dl>
  <p class="actions">
    <a class="button<#if mayManage> danger</#if>" href="${agent.stop()}"><#if mayManage>${msg("agentsManageStopAgent")}<#else>${msg("agentsManageWouldHit")}</#if></a>
    <a class="button" href="${settings}">${msg("agentsManageSettings")}</a>
  </p>
  <h2>${msg("agentsManageRuns")}</h2>
  <@parts.runs runs mayManage msg("agentsManageRuns")/>
  <p><a href="${agent.runs()}">${msg("agentsManageAllRuns")}</a></p>
  <h2>${msg("agentsManageWider")}</h2>
  <ul class="choices">
    <#list attesterStops as one><li><a href="${one.href()}">${msg("agentsManageStopAttester")} <bdi>${one.name()}</bdi></a></li></#list>
    <li><a href="${environmentStop}">${msg("agentsManageStopEnvironment")} <bdi>${agent.environment()}</bdi></a></li>
  </ul>
</@parts.page>
