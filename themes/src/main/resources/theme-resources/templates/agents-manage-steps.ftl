<#-- Changes of a preparation, each explained. -->
<#macro steps list>
  <ol>
    <#list list as step>
      <li><strong>${msg("agentsManageStep_" + step.kind())}</strong> <bdi>${step.subject()}</bdi><#if step.other()?has_content> → <bdi>${step.other()}</bdi></#if><br>${msg("agentsManageStepHelp_" + step.kind())}</li>
    </#list>
  </ol>
</#macro>
