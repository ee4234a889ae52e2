using System.ComponentModel.DataAnnotations;

namespace Ecommerce.NotificationService.Links;

/// <summary>Where people reach the shop.</summary>
internal sealed class ShopAddresses
{
    public const string Section = "Links";

    [Required, Url]
    public string Storefront { get; init; } = "";

    /// <summary>The gateway.</summary>
    [Required, Url]
    public string Api { get; init; } = "";
}
