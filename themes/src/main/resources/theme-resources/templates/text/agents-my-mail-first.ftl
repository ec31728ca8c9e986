<#ftl output_format="plainText">
${words("agentsMyMailFirst", agent)}

<#if goal?has_content>
- ${words("agentsMyMailGoal")} ${goal}
</#if>
<#if may?has_content>
- ${words("agentsMyMailMay")} ${may}
</#if>
- ${words("agentsMyMailUntil")} ${until}

${words("agentsMyMailStop")}
${page}

${words("agentsMyMailNoMore")}
${settings}
