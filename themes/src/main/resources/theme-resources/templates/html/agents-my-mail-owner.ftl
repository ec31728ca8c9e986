<#-- To administrators: somebody who answers for agents is gone. -->
<#import "template.ftl" as layout>
<@layout.emailLayout>
<p>${words("agentsMyMailOwner", owner)}</p>
<p><bdi>${agents}</bdi></p>
<p>${words("agentsMyMailOwnerThen")}</p>
</@layout.emailLayout>
