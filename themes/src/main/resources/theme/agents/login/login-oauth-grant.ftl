<#-- Keycloak's consent page. When an agent is among what is asked for, it also says who acts, with what, and how to stop. -->
<#import "template.ftl" as layout>
<#import "buttons.ftl" as buttons>
<#import "agent-consent.ftl" as consent>
<#assign requested = oauth.clientScopesRequested![]>
<#assign agents = requested?filter(scope -> consent.isAgent(scope))>
<#assign permissions = requested?filter(scope -> !consent.isAgent(scope))>
<#assign app = client.name?has_content?then(advancedMsg(client.name!), client.clientId)>
<@layout.registrationLayout bodyClass="oauth"; section>
  <#if section = "header">
    <#if client.attributes.logoUri??>
      <img src="${client.attributes.logoUri}"<#if agents?has_content> class="agents-logo" alt=""</#if>/>
    </#if>
    <p<#if agents?has_content> class="agents-title"</#if>>
      <#if agents?has_content>
        ${msg((agents?size = 1)?then("agentsConsentTitleOne", "agentsConsentTitleMany"), app)}
      <#else>
        ${msg("oauthGrantTitle", app)}
      </#if>
    </p>
  <#elseif section = "form">
    <div id="kc-oauth" class="content-area">
      <#if agents?has_content>
        <@consent.delegation agents permissions app/>
      <#else>
        <h3>${msg("oauthGrantRequest")}</h3>
        <@consent.scopeList permissions/>
      </#if>
      <#if client.attributes.policyUri?? || client.attributes.tosUri??>
        <#assign element = agents?has_content?then("p", "h3")>
        <${element}>
          ${msg("oauthGrantInformation", app)}
          <#if client.attributes.tosUri??>
            ${msg("oauthGrantReview")}
            <a href="${client.attributes.tosUri}" target="_blank">${msg("oauthGrantTos")}</a>
          </#if>
          <#if client.attributes.policyUri??>
            ${msg("oauthGrantReview")}
            <a href="${client.attributes.policyUri}" target="_blank">${msg("oauthGrantPolicy")}</a>
          </#if>
        </${element}>
      </#if>

      <form class="${properties.kcFormClass} ${properties.kcMarginTopClass!}" action="${url.oauthAction}" method="POST"<#if agents?has_content> aria-labelledby="agents-question"</#if>>
        <input type="hidden" name="code" value="${oauth.code}">
        <#if agents?has_content>
          <p id="agents-question" class="agents-question">${msg("agentsConsentQuestion")}</p>
        </#if>
        <@buttons.actionGroup horizontal=true>
          <@buttons.button id="kc-login" name="accept" label="doYes"/>
          <@buttons.button id="kc-cancel" name="cancel" label="doNo" type="secondary"/>
        </@buttons.actionGroup>
      </form>
    </div>
  </#if>
</@layout.registrationLayout>
