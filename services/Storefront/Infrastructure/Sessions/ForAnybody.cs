namespace Ecommerce.Storefront.Infrastructure.Sessions;

/// <summary>
/// On pages that anybody may read. While user-service does not answer, whoever has a session that cannot be refreshed reads them as a
/// visitor, and stays signed in.
/// </summary>
internal sealed class ForAnybody;
