<#-- Runs as trees, gathered by what they are for. -->
<#import "agents-my-layout.ftl" as layout>

<#macro goals list idPrefix>
  <#list list as goal>
    <section class="goal" aria-labelledby="${idPrefix}-${goal?index?c}">
      <h3 id="${idPrefix}-${goal?index?c}"><#if goal.text()?has_content><bdi>${goal.text()}</bdi><#else>${msg("agentsMyNoGoal")}</#if></h3>
      <ul class="runs">
        <#list goal.runs() as run><@card run/></#list>
      </ul>
    </section>
  </#list>
</#macro>

<#macro card run>
  <li class="run<#if !run.live()> over</#if>">
    <p class="who"><strong><bdi>${run.agent()}</bdi></strong> <span class="state">${run.state()}</span></p>
    <#if run.why()?has_content><p>${run.why()}</p></#if>
    <dl>
      <#if run.owner()?has_content>
        <div>
          <dt>${msg("agentsMyOwner")}</dt>
          <dd><bdi>${run.owner()}</bdi></dd>
        </div>
      </#if>
      <div>
        <dt>${msg("agentsMyMay")}</dt>
        <dd><#if run.may()?has_content><@layout.names run.may()/><#else>${msg("agentsMyMayNothing")}</#if></dd>
      </div>
      <div>
        <dt>${msg(run.live()?then("agentsMyApis", "agentsMyApisThen"))}</dt>
        <dd><#if run.apis()?has_content><@layout.names run.apis()/><#else>${msg("agentsMyApisNone")}</#if></dd>
      </div>
      <div>
        <dt>${msg("agentsMyStarted")}</dt>
        <dd><@layout.time run.started()/></dd>
      </div>
      <#if (run.ended())??>
        <div>
          <dt>${msg("agentsMyEnded")}</dt>
          <dd><@layout.time run.ended()/></dd>
        </div>
      <#else>
        <div>
          <dt>${msg("agentsMyUntil")}</dt>
          <dd><@layout.time run.until()/></dd>
        </div>
      </#if>
    </dl>
    <#if run.live()>
      <p class="actions">
        <a class="button" href="${run.stop()}">${msg("agentsMyStopRun")}<@layout.about run.agent()/></a>
        <a class="button" href="${run.stopAgent()}">${msg("agentsMyStopAgent")}<@layout.about run.agent()/></a>
      </p>
    </#if>
    <#if run.handedTo()?has_content>
      <p class="handed">${msg("agentsMyHandedTo")}</p>
      <ul class="runs">
        <#list run.handedTo() as child><@card child/></#list>
      </ul>
    </#if>
    <#if (run.more() > 0)><p class="more"><a href="${run.page()}">${msg("agentsMyMoreRuns", run.more())}</a></p></#if>
  </li>
</#macro>
