using Ecommerce.ServiceDefaults;

namespace Ecommerce.OrderService.Features;

/// <summary>A request body that checks its own fields.</summary>
internal interface IValidated
{
    void Check(FieldErrors errors);
}
