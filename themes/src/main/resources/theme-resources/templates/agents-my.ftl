<#-- What runs for me, what has run, and who may act for me. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-my-runs.ftl" as runs>

<@layout.page msg("agentsMyTitle")>
  <p class="lead">${msg("agentsMyExplained")}</p>

  <#include "agents-approvals-notice.ftl">

  <section aria-labelledby="agents-live">
    <h2 id="agents-live">${msg("agentsMyLive")}</h2>
    <#if (count > 0)>
      <p>${msg("agentsMyLiveCount", count)}</p>
      <p class="actions"><a class="button danger" href="${stopAll}">${msg("agentsMyStopAll")}</a></p>
      <@runs.goals live "agents-live"/>
    <#else>
      <p>${msg("agentsMyLiveNone")}</p>
    </#if>
    <@layout.turn newer older/>
  </section>

  <section aria-labelledby="agents-permissions">
    <h2 id="agents-permissions">${msg("agentsMyPermissions")}</h2>
    <#if permissions?has_content>
      <p>${msg("agentsMyPermissionsExplained")}</p>
      <ul class="runs">
        <#list permissions as permission>
          <li class="run">
            <p class="who"><strong><bdi>${permission.agent()}</bdi></strong></p>
            <dl>
              <div><dt>${msg("agentsMyThrough")}</dt><dd><bdi>${permission.app()}</bdi></dd></div>
              <#if permission.also()?has_content>
                <div><dt>${msg("agentsMyMay")}</dt><dd><@layout.names permission.also()/></dd></div>
              </#if>
              <#if (permission.since())??>
                <div><dt>${msg("agentsMySince")}</dt><dd><@layout.time permission.since()/></dd></div>
              </#if>
            </dl>
            <p class="actions"><a class="button" href="${permission.withdraw()}">${msg("agentsMyWithdraw")}<@layout.about permission.agent()/></a></p>
          </li>
        </#list>
      </ul>
    <#else>
      <p>${msg("agentsMyPermissionsNone")}</p>
    </#if>
  </section>

  <#if over?has_content>
    <section aria-labelledby="agents-over">
      <h2 id="agents-over">${msg("agentsMyOver")}</h2>
      <@runs.goals over "agents-over"/>
      <p><a href="${history}">${msg("agentsMyWholeHistory")}</a></p>
    </section>
  </#if>

  <@layout.glossary/>
</@layout.page>
