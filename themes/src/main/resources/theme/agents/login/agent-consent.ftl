<#-- What the consent page says about agents. Names come from outside: everything is printed through HTML auto-escaping. -->

<#-- The pack gives the scope of every agent a consent text of this form, and the realm a sentence for it. -->
<#assign prefix = r"${agentConsent.">

<#function isAgent scope>
  <#return (scope.consentScreenText!"")?starts_with(prefix)>
</#function>

<#function text scope>
  <#if scope.parameterizedScopeParameter??>
    <#return advancedMsg(scope.consentScreenText, scope.parameterizedScopeParameter)>
  </#if>
  <#return advancedMsg(scope.consentScreenText)>
</#function>

<#-- A realm whose sentence is missing answers with the key, which means nothing to a person. -->
<#function sentence scope>
  <#local found = text(scope)>
  <#return found?starts_with("agentConsent.")?then(msg("agentsConsentUnnamed"), found)>
</#function>

<#macro scopeList scopes label="">
  <ul class="${properties.kcListClass!}"<#if label?has_content> aria-labelledby="${label}"</#if>>
    <#list scopes as scope>
      <li>
        <span>${text(scope)}</span>
      </li>
    </#list>
  </ul>
</#macro>

<#macro delegation agents permissions app>
  <section class="agents-block agents-who" aria-labelledby="agents-who">
    <h2 id="agents-who" class="agents-heading">${msg("agentsConsentWho")}</h2>
    <ul class="agents-names">
      <#list agents as agent>
        <li><bdi>${sentence(agent)}</bdi></li>
      </#list>
    </ul>
    <p class="agents-note">${msg("agentsConsentExplained")}</p>
  </section>
  <section class="agents-block" aria-labelledby="agents-what">
    <h2 id="agents-what" class="agents-heading">${msg("agentsConsentWhat")}</h2>
    <#if permissions?has_content>
      <@scopeList permissions "agents-what"/>
      <p class="agents-note">${msg("agentsConsentShared", app)}</p>
    <#else>
      <p>${msg("agentsConsentNothingNew", app)}</p>
    </#if>
  </section>
  <section class="agents-block" aria-labelledby="agents-stop">
    <h2 id="agents-stop" class="agents-heading">${msg("agentsConsentStop")}</h2>
    <p>${msg("agentsConsentStopHow", app)}</p>
  </section>
</#macro>
