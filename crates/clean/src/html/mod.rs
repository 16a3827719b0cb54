mod align; mod entity; mod head; mod json_ld; mod key; mod page; mod scan; mod stack; mod tag; mod text;
