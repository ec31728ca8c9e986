<#-- Everything that ever ran for me, the newest first. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-my-runs.ftl" as list>

<@layout.page msg("agentsMyHistory")>
  <h2>${msg("agentsMyHistoryOrder")}</h2>
  <#if runs?has_content>
    <@list.goals runs "agents-history"/>
  <#else>
    <p>${msg("agentsMyHistoryNone")}</p>
  </#if>
  <@layout.turn newer older/>
  <@layout.glossary/>
</@layout.page>
