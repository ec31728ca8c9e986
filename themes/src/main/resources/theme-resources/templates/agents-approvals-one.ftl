<#-- One request: everything a person should know, and the decision. -->
<#import "agents-my-layout.ftl" as layout>
<#assign card = approval.card()>

<@layout.page msg("agentsApprovalsOneTitle")>
  <#if notice?has_content><p class="notice" role="alert">${msg(notice)}</p></#if>
  <p class="lead"><strong><bdi>${card.agent()}</bdi></strong> <span class="state">${card.state()}</span></p>

  <section aria-labelledby="agents-asked">
    <h2 id="agents-asked">${msg("agentsApprovalsAsked")}</h2>
    <dl>
      <div><dt>${msg("agentsApprovalsAsks")}</dt><dd><ul class="asks"><#list card.asks() as ask><li><bdi>${ask}</bdi></li></#list></ul></dd></div>
      <div><dt>${msg("agentsApprovalsForWhom")}</dt><dd><#if card.forWhom()?has_content><bdi>${card.forWhom()}</bdi><#else>${msg("agentsApprovalsForYou")}</#if></dd></div>
      <div><dt>${msg("agentsApprovalsWhy")}</dt><dd><#if card.goal()?has_content><q><bdi>${card.goal()}</bdi></q> <span class="more">${msg("agentsApprovalsSaysIt")}</span><#else>${msg("agentsApprovalsNoReason")}</#if></dd></div>
      <#if approval.lifetime()?has_content><div><dt>${msg("agentsApprovalsHowLong")}</dt><dd>${approval.lifetime()}</dd></div></#if>
      <div><dt>${msg("agentsApprovalsEnvironment")}</dt><dd><bdi>${approval.environment()}</bdi></dd></div>
      <#if approval.chain()?has_content><div><dt>${msg("agentsApprovalsChain")}</dt><dd><@layout.names approval.chain()/></dd></div></#if>
      <div><dt>${msg("agentsApprovalsRequested")}</dt><dd><@layout.time card.requested()/></dd></div>
      <#if pending><div><dt>${msg("agentsApprovalsExpires")}</dt><dd><@layout.time card.expires()/></dd></div></#if>
    </dl>
  </section>

  <#if approval.started()??>
    <section aria-labelledby="agents-run">
      <h2 id="agents-run">${msg("agentsApprovalsRun")}</h2>
      <dl>
        <div><dt>${msg("agentsMyMay")}</dt><dd><#if approval.has()?has_content><@layout.names approval.has()/><#else>${msg("agentsMyMayNothing")}</#if></dd></div>
        <div><dt>${msg("agentsMyApis")}</dt><dd><#if approval.apis()?has_content><@layout.names approval.apis()/><#else>${msg("agentsMyApisNone")}</#if></dd></div>
        <div><dt>${msg("agentsMyStarted")}</dt><dd><@layout.time approval.started()/></dd></div>
        <div><dt>${msg("agentsMyUntil")}</dt><dd><@layout.time approval.until()/></dd></div>
      </dl>
      <h3>${msg("agentsApprovalsDone")}</h3>
      <#if approval.done()?has_content>
        <ol class="done"><#list approval.done() as done><li><bdi>${done.what()}</bdi> <@layout.time done.at()/></li></#list></ol>
      <#else>
        <p>${msg("agentsApprovalsDoneNothing")}</p>
      </#if>
    </section>
  </#if>
  <#if pending>
    <section aria-labelledby="agents-decide">
      <h2 id="agents-decide">${msg("agentsApprovalsDecide")}</h2>
      <#if mayDecide>
        <p id="agents-consequence">${msg("agentsApprovalsConsequence")}</p>
        <form method="post" action="${action}">
          <input type="hidden" name="stateChecker" value="${stateChecker}">
          <p><label for="agents-reason">${msg("agentsApprovalsReason")}</label>
          <textarea id="agents-reason" name="reason" rows="3" maxlength="1000"></textarea></p>
          <div class="actions">
            <button type="submit" name="decision" value="approve" aria-describedby="agents-consequence">${msg("agentsApprovalsApprove")}</button>
            <button type="submit" name="decision" value="refuse">${msg("agentsApprovalsRefuse")}</button>
            <a class="button" href="${list}">${msg("agentsApprovalsLater")}</a>
          </div>
        </form>
      <#elseif mustSignIn>
        <p>${msg("agentsApprovalsSignInFirst")}</p>
        <p class="actions"><a class="button" href="${signIn}">${msg("agentsApprovalsSignIn")}</a></p>
      <#else>
        <p>${msg("agentsApprovalsImpersonated")}</p>
      </#if>
    </section>
  <#else>
    <section aria-labelledby="agents-outcome">
      <h2 id="agents-outcome">${msg("agentsApprovalsOutcome")}</h2>
      <p role="status">${card.state()}</p>
      <dl>
        <#if card.by()?has_content><div><dt>${msg("agentsApprovalsBy")}</dt><dd><bdi>${card.by()}</bdi></dd></div></#if>
        <#if card.decided()??><div><dt>${msg("agentsApprovalsWhen")}</dt><dd><@layout.time card.decided()/></dd></div></#if>
        <#if card.note()?has_content><div><dt>${msg("agentsApprovalsNote")}</dt><dd><bdi>${card.note()}</bdi></dd></div></#if>
      </dl>
      <#if approval.outcome()?has_content><p>${approval.outcome()}</p></#if>
    </section>
  </#if>
  <p><a href="${list}">${msg("agentsApprovalsBack")}</a></p>
</@layout.page>
