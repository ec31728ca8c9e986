<#-- Consent: who will act, with what, how to stop it; then yes or no. What is posted (code, accept, cancel) is Keycloak's protocol. -->
<#import "template.ftl" as page>
<#import "agent-consent.ftl" as consent>
<#assign asked = (oauth.clientScopesRequested)![]>
<#assign agents = asked?filter(scope -> consent.isAgent(scope))>
<#assign permissions = asked?filter(scope -> !consent.isAgent(scope))>
<#assign app = consent.nameOf(client)>

<@page.registrationLayout bodyClass="agents-consent"; part>
  <#switch part>
    <#case "header">
      ${consent.title(agents, app)}
      <#break>
    <#case "form">
      <div id="kc-oauth">
        <#if agents?has_content>
          <@consent.who agents/>
        </#if>
        <@consent.what permissions app agents?has_content/>
        <#if agents?has_content>
          <@consent.stop app/>
        </#if>
        <@consent.terms client.attributes app/>
        <@consent.answer oauth.code url.oauthAction/>
      </div>
      <#break>
  </#switch>
</@page.registrationLayout>
