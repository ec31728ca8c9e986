<#-- The parts of the consent page. Names come from outside: everything is printed through HTML auto-escaping. -->
<#import "buttons.ftl" as buttons>

<#-- The pack gives the scope of every agent a consent text of this form; the English sentence is the key to the others. -->
<#assign agentKey = r"${Agent “">

<#function isAgent scope>
  <#return (scope.consentScreenText!"")?starts_with(agentKey)>
</#function>

<#-- What turns the direction of writing would turn our words, too. -->
<#function inOrder text>
  <#return text?replace(r"[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]", "", "r")>
</#function>

<#-- Keycloak reads ${…} as the key of a message and formats it. A name with a brace inside is no key, and would break the page for everybody. -->
<#function said text>
  <#return inOrder(text?matches(r"\$\{.*[{}].*\}", "s")?then(text, advancedMsg(text)))>
</#function>

<#function sentence scope>
  <#if (scope.parameterizedScopeParameter)??>
    <#return advancedMsg(scope.consentScreenText, scope.parameterizedScopeParameter)>
  </#if>
  <#return said(scope.consentScreenText)>
</#function>

<#function nameOf client>
  <#return (client.name!"")?has_content?then(said(client.name!""), client.clientId)>
</#function>

<#function title agents app>
  <#if agents?size = 0>
    <#return msg("agentsConsentTitleNone", app)>
  </#if>
  <#return msg((agents?size = 1)?then("agentsConsentTitleOne", "agentsConsentTitleMany"), app)>
</#function>

<#macro who agents>
  <section class="agents-block agents-who" aria-labelledby="agents-who">
    <h2 id="agents-who" class="agents-heading">${msg("agentsConsentWho")}</h2>
    <ul class="agents-names">
      <#list agents as agent>
        <li><bdi>${sentence(agent)}</bdi></li>
      </#list>
    </ul>
    <p class="agents-note">${msg("agentsConsentExplained")}</p>
  </section>
</#macro>

<#macro what permissions app shared>
  <section class="agents-block" aria-labelledby="agents-what">
    <h2 id="agents-what" class="agents-heading">${msg("agentsConsentWhat")}</h2>
    <#if permissions?has_content>
      <ul class="${properties.kcListClass!}" aria-labelledby="agents-what">
        <#list permissions as permission>
          <li>${sentence(permission)}</li>
        </#list>
      </ul>
    </#if>
    <#if shared>
      <p class="agents-note">${msg(permissions?has_content?then("agentsConsentShared", "agentsConsentNothingNew"), app)}</p>
    </#if>
  </section>
</#macro>

<#macro stop app>
  <section class="agents-block" aria-labelledby="agents-stop">
    <h2 id="agents-stop" class="agents-heading">${msg("agentsConsentStop")}</h2>
    <p>${msg("agentsConsentStopHow", app)}</p>
  </section>
</#macro>

<#macro terms links app>
  <#if (links.tosUri)?? || (links.policyUri)??>
    <p class="agents-note">
      ${msg("agentsConsentTerms", app)}
      <#if (links.tosUri)??><a href="${links.tosUri}" target="_blank" rel="noopener">${msg("oauthGrantTos")}</a></#if>
      <#if (links.policyUri)??><a href="${links.policyUri}" target="_blank" rel="noopener">${msg("oauthGrantPolicy")}</a></#if>
    </p>
  </#if>
</#macro>

<#macro answer code action>
  <form method="post" action="${action}" class="${properties.kcFormClass!}" aria-labelledby="agents-question">
    <p id="agents-question" class="agents-question">${msg("agentsConsentQuestion")}</p>
    <input type="hidden" name="code" value="${code}">
    <@buttons.actionGroup horizontal=true>
      <@buttons.button id="kc-login" name="accept" label="doYes"/>
      <@buttons.button id="kc-cancel" name="cancel" label="doNo" type="secondary"/>
    </@buttons.actionGroup>
  </form>
</#macro>
