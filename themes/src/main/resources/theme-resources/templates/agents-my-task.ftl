<#-- One task, and all that hangs under it. -->
<#import "agents-my-layout.ftl" as layout>
<#import "agents-my-runs.ftl" as runs>

<@layout.page msg("agentsMyTaskTitle")>
  <#if above?has_content><p><a href="${above}">${msg("agentsMyAbove")}</a></p></#if>
  <h2>${msg("agentsMyTaskAndUnder")}</h2>
  <@runs.goals tasks "agents-task"/>
  <@layout.turn newer older/>
  <p><a href="${home}">${msg("agentsMyBack")}</a></p>
  <@layout.glossary/>
</@layout.page>
