<#-- Nothing was done, and why. -->
<#import "agents-my-layout.ftl" as layout>

<@layout.page msg("agentsMyProblemTitle")>
  <p class="lead" role="alert">${msg(problem)}</p>
  <p><a href="${home}">${msg("agentsManageBack")}</a></p>
</@layout.page>
