<#-- What agents ask me for, and what became of it. -->
<#import "agents-my-layout.ftl" as layout>

<@layout.page msg("agentsApprovalsTitle")>
  <p class="lead">${msg("agentsApprovalsExplained")}</p>

  <#if !newer?has_content>
    <section aria-labelledby="agents-waiting">
      <h2 id="agents-waiting">${msg("agentsApprovalsWaiting")}</h2>
      <#if waiting?has_content>
        <ul class="runs"><#list waiting as request><@card request/></#list></ul>
      <#else>
        <p>${msg("agentsApprovalsWaitingNone")}</p>
      </#if>
    </section>
  </#if>

  <#if over?has_content>
    <section aria-labelledby="agents-over">
      <h2 id="agents-over">${msg("agentsApprovalsOver")}</h2>
      <ul class="runs"><#list over as request><@card request/></#list></ul>
    </section>
  </#if>
  <@layout.turn newer older/>
</@layout.page>

<#macro card request>
  <li class="run<#if !request.pending()> over</#if>">
    <p class="who"><strong><bdi>${request.agent()}</bdi></strong> <span class="state">${request.state()}</span></p>
    <dl>
      <div><dt>${msg("agentsApprovalsAsks")}</dt><dd><@layout.names request.asks()/></dd></div>
      <#if request.forWhom()?has_content><div><dt>${msg("agentsApprovalsForWhom")}</dt><dd><bdi>${request.forWhom()}</bdi></dd></div></#if>
      <#if request.goal()?has_content><div><dt>${msg("agentsApprovalsWhy")}</dt><dd><bdi>${request.goal()}</bdi></dd></div></#if>
      <div><dt>${msg("agentsApprovalsRequested")}</dt><dd><@layout.time request.requested()/></dd></div>
      <#if request.pending()>
        <div><dt>${msg("agentsApprovalsExpires")}</dt><dd><@layout.time request.expires()/></dd></div>
      <#elseif request.by()?has_content>
        <div><dt>${msg("agentsApprovalsBy")}</dt><dd><bdi>${request.by()}</bdi></dd></div>
      </#if>
    </dl>
    <p class="actions"><a class="button" href="${request.page()}" aria-label="${msg(request.pending()?then("agentsApprovalsLookAndDecideOn", "agentsApprovalsLookAt"), request.agent())}">${msg(request.pending()?then("agentsApprovalsLookAndDecide", "agentsApprovalsLook"))}</a></p>
  </li>
</#macro>
