<#ftl output_format="plainText">
${words("agentsApprovalsMailHello", reader)}

${words("agentsApprovalsMailAsks", agent)}
<#list asks as ask>
- ${ask}
</#list>
<#if forWhom?has_content>${words("agentsApprovalsMailForWhom", forWhom)}<#else>${words("agentsApprovalsMailForYou")}</#if>
<#if goal?has_content>
${words("agentsApprovalsMailWhy", goal)}
</#if>
${words("agentsApprovalsMailUntil", until)}

${words("agentsApprovalsMailLink")}
${link}

${words("agentsApprovalsMailUnknown")}
