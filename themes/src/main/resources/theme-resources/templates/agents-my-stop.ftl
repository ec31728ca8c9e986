<#-- Before a stop: what will happen. -->
<#import "agents-my-layout.ftl" as layout>

<#assign title>
  <#if kind == "run">${msg("agentsMyStopRunTitle")}<#elseif kind == "agent">${msg("agentsMyStopAgentTitle")}<#else>${msg("agentsMyStopAllTitle")}</#if>
</#assign>
<@layout.page title>
  <#if name?has_content><p class="lead"><strong><bdi>${name}</bdi></strong></p></#if>
  <h2>${msg("agentsMyWillHappen")}</h2>
  <ul>
    <li>${msg("agentsMyWillStop", count)}</li>
    <@layout.consequences count agents apis listening/>
    <#if kind == "agent"><li>${msg("agentsMyWillMayReturn")}</li></#if>
    <li>${msg("agentsMyWillStay")}</li>
  </ul>
  <@layout.confirm action msg("agentsMyStopNow")/>
  <@layout.glossary/>
</@layout.page>
